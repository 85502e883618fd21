"""Everything that changes the library's rows or its index."""

from javon.apps.library.actions.index import index_heal, index_rebuild, object_index
from javon.apps.library.actions.use import use_count

__all__ = ["index_heal", "index_rebuild", "object_index", "use_count"]
