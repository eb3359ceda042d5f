//! Closures behind a pointer.
//!
//! For each closure behind `dyn Fn` the compiler writes three functions into the program and into a table: by reference, by
//! mutable reference, by value. The screens have some three hundred such closures and call them by reference only.

/// What can be called, as often as one likes.
pub trait Call<In, Out = ()> {
    /// Calls it.
    fn call(&self, input: In) -> Out;
}

impl<In, Out, F: Fn(In) -> Out> Call<In, Out> for F {
    fn call(&self, input: In) -> Out {
        self(input)
    }
}
