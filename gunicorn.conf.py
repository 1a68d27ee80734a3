"""Read by gunicorn at every start in this folder; what varies is said on its command line."""

logger_class = "safetymonth.weblog.DiscreetLogger"
