"""What the web server may write down; gunicorn.conf.py names it, so every start obeys."""

from gunicorn.glogging import Logger

from core.traces import is_traceless, leads_to_traceless, without_secrets

STATIC = "/static/"


class DiscreetLogger(Logger):
    def access(self, resp, req, environ, request_time):
        """No line for traceless pages, nor for the files they load: both would tell address and minute."""
        path, came_from = environ.get("PATH_INFO", ""), environ.get("HTTP_REFERER", "")
        if is_traceless(path) or path.startswith(STATIC) or leads_to_traceless(came_from):
            return
        super().access(resp, req, environ, request_time)

    def atoms(self, resp, req, environ, request_time):
        return without_secrets(super().atoms(resp, req, environ, request_time))

    def warning(self, msg, *args, **kwargs):
        """A request that can't be read is quoted with its address, and nobody knows for which page it was."""
        if str(msg).startswith("Invalid request from"):
            msg, args = "Invalid request", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg, *args, **kwargs):
        """Of a failure outside Django: the last argument is the address asked for."""
        if args and leads_to_traceless(str(args[-1])):
            self.error("Error handling a request to a traceless page")
        else:
            super().exception(msg, *without_secrets(args), **kwargs)
