"""The portal's addresses with bare answers to a refusal: drawing its page takes three times what deciding on it does."""

from django.http import HttpResponse

from safetymonth import urls

urlpatterns = urls.urlpatterns
handler400, handler500 = urls.handler400, urls.handler500


def handler403(request, exception=None):
    return HttpResponse(status=403)


def handler404(request, exception=None):
    return HttpResponse(status=404)
