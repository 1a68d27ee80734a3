"""Back to the rows of the migrations after a test that commits.

Django's flush truncates every table, each with its indexes, and makes types and permissions anew: half a second
a test. Here only tables that hold rows are emptied, and the first rows put back with the keys they had.
"""

from django.db import connection
from django.test import TransactionTestCase

# Triggers and foreign keys sleep in a replica: history can be removed, and the order of tables means nothing.
KEEP = """
CREATE SCHEMA first_rows;
DO $$
DECLARE name text; filled boolean;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO filled;
        IF filled THEN
            EXECUTE format('CREATE TABLE first_rows.%I AS TABLE public.%I', name, name);
        END IF;
    END LOOP;
END $$;
CREATE FUNCTION first_rows.put_back() RETURNS void SET session_replication_role = replica LANGUAGE plpgsql AS $$
DECLARE name text; filled boolean;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO filled;
        IF filled THEN
            EXECUTE format('DELETE FROM public.%I', name);
        END IF;
    END LOOP;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'first_rows' LOOP
        EXECUTE format('INSERT INTO public.%I TABLE first_rows.%I', name, name);
    END LOOP;
END $$;
"""


def keep():
    """Once a session, in its fresh database."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP)
    TransactionTestCase._fixture_teardown = put_back


def put_back(case):
    with connection.cursor() as cursor:
        cursor.execute("SELECT first_rows.put_back()")
