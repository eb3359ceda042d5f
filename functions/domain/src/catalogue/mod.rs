//! Compiling the raw reference data into procedures, when the catalogue is published.
