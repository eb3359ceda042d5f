//! The documents function: forms as PDF, with an IAM role of its own.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    api::host::start_log();
    api::host::run(api::router::documents(api::host::api_from_env().await?, documents::print)).await
}
