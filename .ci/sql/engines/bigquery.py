"""The reference implementation of BigQuery's SQL, which shows what is right and takes its time."""

import csv

from .engine import Engine, header


class BigQuery(Engine):
    name = "BigQuery's reference"
    dialect = "bigquery"
    package = "zetasql"
    most_rows = 200
    at_once = 6

    def __init__(self):
        super().__init__()
        self.files = {}

    def load(self, path, names=None, kinds=None):
        self.files[self.table(path)] = path, *header(path, names)
        return self.table(path)

    def query(self, statement, zone):
        from zetasql.api import CatalogBuilder, PreparedQuery, TableBuilder, create_table_content
        from zetasql.types import AnalyzerOptions, LanguageOptions, TypeKind, ZetaSQLBuiltinFunctionOptions

        language = LanguageOptions.maximum_features()
        catalog, contents = CatalogBuilder("promise"), {}
        for table, (path, names, has_names) in self.files.items():
            builder = TableBuilder(table)
            for name in names:
                builder = builder.add_column(name, TypeKind.TYPE_STRING)
            catalog = catalog.add_table(builder.build())
            with open(path, encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
                contents[table] = create_table_content(rows[1:] if has_names else rows)
        catalog = catalog.with_builtin_functions(ZetaSQLBuiltinFunctionOptions(language_options=language)).build()
        options = AnalyzerOptions(language_options=language, default_timezone=zone)
        builder = PreparedQuery.builder().set_sql(statement).set_analyzer_options(options).set_catalog(catalog)
        with builder.set_table_content(contents).prepare() as query:
            names = [column.name for column in query.columns]
            found = query.execute().content.table_data.row
            return names, [[cell.string_value for cell in row.cell] for row in found]
