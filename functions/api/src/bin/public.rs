//! The public function.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    api::host::start_log();
    api::host::run(api::router::public(api::host::api_from_env().await?)).await
}
