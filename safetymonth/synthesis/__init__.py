"""A county of made-up records in any number, for measuring: written by COPY, without history."""
