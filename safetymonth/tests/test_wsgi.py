"""What a web worker has done before the first page."""

import os
import subprocess
import sys

ASKED = (
    "import gc, sys, safetymonth.wsgi; print('reports.views.dashboard' in sys.modules, gc.get_freeze_count() > 50_000)"
)


def test_all_pages_are_loaded_and_left_alone_by_the_collector():
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "safetymonth.settings_test"}
    told = subprocess.run([sys.executable, "-c", ASKED], env=env, capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["True", "True"]
