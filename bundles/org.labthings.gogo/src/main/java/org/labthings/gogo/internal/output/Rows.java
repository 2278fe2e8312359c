package org.labthings.gogo.internal.output;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A list that looks like a table on a terminal, and is a list of its rows for a pipe: {@code each
 * (things) { $it name }}. Immutable.
 */
public final class Rows<T> extends AbstractList<T> {
    private final List<T> rows;
    private final List<Column<T>> columns;
    private final String nothing;

    private record Column<T>(String title, Function<T, Object> cell) {}

    private Rows(List<T> rows, List<Column<T>> columns, String nothing) {
        this.rows = rows;
        this.columns = columns;
        this.nothing = nothing;
    }

    /** A table without columns, which follow. */
    public static <T> Rows<T> of(List<T> rows) {
        return new Rows<>(List.copyOf(rows), List.of(), "");
    }

    /** With one more column; a cell that is null stays empty. */
    public Rows<T> column(String title, Function<T, Object> cell) {
        List<Column<T>> more = new ArrayList<>(columns);
        more.add(new Column<>(title, cell));
        return new Rows<>(rows, List.copyOf(more), nothing);
    }

    /** With what is said when there is no row. */
    public Rows<T> orElse(String sentence) {
        return new Rows<>(rows, columns, sentence);
    }

    @Override
    public T get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    /** As a terminal shows it. */
    @Override
    public String toString() {
        if (rows.isEmpty()) {
            return nothing;
        }
        TextTable table = new TextTable(columns.stream().map(Column::title).toList());
        for (T row : rows) {
            table.add(columns.stream().map(c -> text(c.cell.apply(row))).toList());
        }
        return table.toString();
    }

    private static String text(Object cell) {
        if (cell == null) {
            return "";
        }
        return cell instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : cell.toString();
    }
}
