//! What the SDK's client uses for a call: asked once, at the first one, without sending anything.

use super::sign::SigV4;
use aws_sdk_dynamodb::{
    Client,
    config::{ConfigBag, FrozenLayer, Layer},
    types::AttributeValue,
};
use aws_smithy_runtime::client::{
    http::connection_poisoning::ConnectionPoisoningInterceptor,
    orchestrator::endpoints::{StaticUriEndpointResolver, StaticUriEndpointResolverParams},
    retries::{TokenBucket, classifiers::HttpStatusCodeClassifier},
};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        auth::static_resolver::StaticAuthSchemeOptionResolver,
        endpoint::EndpointResolverParams,
        interceptors::{Intercept, context::BeforeTransmitInterceptorContextRef},
        runtime_components::{GetIdentityResolver, RuntimeComponents, RuntimeComponentsBuilder},
        runtime_plugin::{RuntimePlugin, RuntimePlugins, StaticRuntimePlugin},
    },
};
use aws_smithy_types::{endpoint::Endpoint, retry::RetryConfig, timeout::TimeoutConfig};
use std::sync::{Arc, OnceLock};

/// What all operations have in common.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    settings: FrozenLayer,
    components: RuntimeComponentsBuilder,
}

/// The client could not say what it uses: it has no credentials, say.
#[derive(Debug, thiserror::Error)]
#[error("nothing is known of the table's client: {0}")]
pub(super) struct NothingLearned(String);

/// Asks the client.
///
/// # Errors
/// When the client cannot prepare a call.
pub(super) async fn shared(client: &Client) -> Result<Shared, NothingLearned> {
    let region = client.config().region().map(|region| region.as_ref().to_owned()).unwrap_or_default();
    let look = Look { signer: SigV4::new(region), seen: Arc::default() };
    let asked = client
        .get_item()
        .table_name("-")
        .key("pk", AttributeValue::S("-".to_owned()))
        .customize()
        .interceptor(look.clone())
        .send()
        .await;
    let seen = look.seen.get().cloned();
    let mut shared = seen.ok_or_else(|| {
        let error = asked.err().map(|error| aws_smithy_types::error::display::DisplayErrorContext(error).to_string());
        NothingLearned(error.unwrap_or_default())
    })?;
    // What the client was given by us: the SDK's own interceptors have told what they know.
    shared.components.extend_interceptors(client.config().interceptors());
    Ok(shared)
}

impl Shared {
    /// The plugins of one operation.
    pub(super) fn with(&self, operation: &impl RuntimePlugin) -> RuntimePlugins {
        let own = operation.runtime_components(&RuntimeComponentsBuilder::new("operation"));
        let mut components = self.components.clone();
        components.extend_retry_classifiers(own.retry_classifiers());
        let shared = StaticRuntimePlugin::new().with_config(self.settings.clone()).with_runtime_components(components);
        let plugins = RuntimePlugins::new().with_client_plugin(shared);
        match operation.config() {
            Some(settings) => plugins.with_client_plugin(StaticRuntimePlugin::new().with_config(settings)),
            None => plugins,
        }
    }
}

/// Looks at a call that is ready to be sent, and lets it end there.
#[derive(Clone, Debug)]
struct Look {
    signer: SigV4,
    seen: Arc<OnceLock<Shared>>,
}

impl Intercept for Look {
    fn name(&self) -> &'static str {
        "Look"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        settings: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(shared) = self.seen_in(components, settings) {
            let _ = self.seen.set(shared);
        }
        Err("nothing is sent: this call only looks".into())
    }
}

impl Look {
    fn seen_in(&self, components: &RuntimeComponents, settings: &ConfigBag) -> Option<Shared> {
        let mut layer = Layer::new("table");
        layer.store_put(settings.load::<RetryConfig>()?.clone());
        layer.store_put(settings.load::<TokenBucket>()?.clone());
        layer.store_put(settings.load::<TimeoutConfig>()?.clone());
        layer.store_put(EndpointResolverParams::from(StaticUriEndpointResolverParams::new()));
        let scheme = SigV4::SCHEME;
        let components = RuntimeComponentsBuilder::new("table")
            .with_auth_scheme(self.signer.clone())
            .with_auth_scheme_option_resolver(Some(StaticAuthSchemeOptionResolver::new(vec![scheme.clone()])))
            .with_identity_resolver(scheme.clone(), components.identity_resolver(scheme)?)
            .with_identity_cache(Some(components.identity_cache()))
            .with_endpoint_resolver(Some(StaticUriEndpointResolver::uri(settings.load::<Endpoint>()?.url())))
            .with_http_client(components.http_client())
            .with_retry_strategy(Some(components.retry_strategy()))
            .with_retry_classifier(HttpStatusCodeClassifier::default())
            .with_sleep_impl(components.sleep_impl())
            .with_time_source(components.time_source())
            .with_interceptor(ConnectionPoisoningInterceptor::new());
        Some(Shared { settings: layer.freeze(), components })
    }
}
