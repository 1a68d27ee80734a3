from django.urls import path

from bench.bare import bare
from safetymonth import urls

urlpatterns = [*urls.urlpatterns, path("bare/", bare)]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
