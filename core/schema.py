"""The first migration of an app, made in one go."""

from typing import Any

from django.db import migrations
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.state import ProjectState

# What a table made from the finished model has already.
IN_THE_TABLE = (AddField, AddIndex, AddConstraint)


class FirstSchema(migrations.Migration):
    """Makes each table once, as the last of its operations leaves it.

    Applied one by one, every operation renders all related models anew: with a history of each table that
    took over a minute of processor time, this way seconds. Only for migrations without data, whose tables
    don't exist before; taken back as any other.
    """

    def apply(self, project_state: ProjectState, schema_editor: Any, collect_sql: bool = False) -> ProjectState:
        state = project_state.clone()
        # Not rendered, it is changed without rendering.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(self.app_label, state)
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                model = state.apps.get_model(self.app_label, operation.name)
                if operation.allow_migrate_model(schema_editor.connection.alias, model):
                    schema_editor.create_model(model)
            elif not isinstance(operation, IN_THE_TABLE):
                operation.database_forwards(self.app_label, schema_editor, project_state, state)
        return state
