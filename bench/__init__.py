"""How long pages take as records grow, as a ratio to a bare page: `make bench`.

It starts a throwaway PostgreSQL and Redis, fills a database of its own with made-up records,
asks each page in turn, and removes everything. Nothing fails on a time.
"""
