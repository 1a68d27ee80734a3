"""Forms of rows that two people may edit at once."""

from core.forms import PortalModelForm, VersionField


class EditForm(PortalModelForm):
    """A model form that knows which version the person saw; a new row has none."""

    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["version"]
        else:
            self.fields["version"].initial = self.instance.version

    def facts(self):
        """What the service takes: the model's fields, and the version when there is one."""
        names = [*self.Meta.fields, "version"]
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
