//! The staff function, with an IAM role of its own.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    api::host::start_log();
    api::host::run(api::router::staff(api::host::api_from_env().await?)).await
}
