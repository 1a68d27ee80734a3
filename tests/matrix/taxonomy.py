from campaigns.models import Linkage
from tests.world import Row

KEEPERS = {"*": 403, "office": 200, "foreign_office": 200, "admin": 200}
ACT = {"*": 403, "office": 302, "foreign_office": 302, "admin": 302}
ORDER = {"*": 403, "office": 409, "foreign_office": 409, "admin": 409}


def rows(world):
    row = Linkage.objects.get(code="media")
    return [
        Row("campaigns:taxonomies", (), KEEPERS),
        Row("campaigns:taxonomy", ("activity-kinds",), KEEPERS),
        Row("campaigns:taxonomy_new", ("activity-kinds",), KEEPERS),
        Row("campaigns:taxonomy_new", ("linkages",), KEEPERS, method="post", data={"name_zh": ""}),
        Row("campaigns:taxonomy_edit", ("linkages", row.pk), KEEPERS),
        Row("campaigns:taxonomy_retire", ("linkages", row.pk), ACT, method="post"),
        Row("campaigns:taxonomy_move", ("linkages", row.pk), ACT, method="post", data={"to": "up"}),
        Row("campaigns:taxonomy_order", ("linkages",), ORDER, method="post", data={"order": "0"}),
    ]
