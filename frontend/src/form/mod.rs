//! Forms made from a procedure's field definitions, for citizens and for the officers' counter.
