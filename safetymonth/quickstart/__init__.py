"""The portal on one machine: own PostgreSQL and Redis, web, worker and beat. Standard library only.

It runs before anything is installed, so nothing here may import a package.
"""
