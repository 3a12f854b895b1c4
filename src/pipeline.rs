//! The pipeline: read, understand, render. Open this file first.
