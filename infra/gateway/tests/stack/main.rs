//! The stack's template against the functions' code: the same routes, the same table, the same headers, and exactly the
//! rights that the functions use along the API's journeys. What the template says by itself, its gate checks
//! (infra/stack/gate).

#[path = "../common/mod.rs"]
mod common;
#[path = "../lambda/stream.rs"]
mod stream;

mod headers;
mod recorder;
mod rights;
mod routes;
mod seeding;
mod table;
mod template;
