package jacobi.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Comma-separated files as rows, tables and standardized numbers.
class TableTest {
  @TempDir private Path folder;

  private static Table table(String text, String target, String... without) {
    return Table.of("t", Csv.parse("t", text), target, Set.of(without));
  }

  private static void refuses(String why, Executable call) {
    String says = assertThrows(DataException.class, call).getMessage();
    assertTrue(says.contains(why), says);
  }

  @Test
  void fieldsAreAsTheStandardSays() {
    List<Csv.Row> rows = Csv.parse("t", "a, b ,\"c,\"\"d\"\"\n e\"\r\n\r\n1,,\"\"\n\"x\" ,2,3");
    assertEquals(3, rows.size());
    assertEquals(List.of("a", "b", "c,\"d\"\n e"), rows.get(0).fields());
    assertEquals(List.of("1", "", ""), rows.get(1).fields());
    assertEquals(new Csv.Row(5, List.of("x", "2", "3")), rows.get(2));
  }

  @Test
  void malformedFilesAreRefusedByLine() {
    refuses("t:2: 1 fields instead of 2", () -> Csv.parse("t", "a,b\nc\n"));
    refuses("t:1: a quote is never closed", () -> Csv.parse("t", "\"a\nb"));
    refuses("t:2: a quoted field goes on", () -> Csv.parse("t", "a\n\"b\"c"));
    refuses("t:1: a quote within a field", () -> Csv.parse("t", "a\"b"));
    refuses("t: no rows", () -> Csv.parse("t", "\n \n"));
  }

  @Test
  void filesMayBeZippedAndMustBeText() throws IOException {
    Path file = folder.resolve("a.csv");
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write("ä,1\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, bytes.toByteArray());
    assertEquals(List.of(new Csv.Row(1, List.of("ä", "1"))), Csv.read(file));
    Files.write(file, new byte[] {(byte) 0xff, 'a'});
    refuses("no UTF-8", () -> Csv.read(file));
    refuses("cannot be read", () -> Csv.read(folder.resolve("none.csv")));
  }

  @Test
  void columnsAreNumbersOrOneForEachValue() {
    Table table = table("id,x,place,kind\n7,1.5,N,b\n8,NA,S,a\n9,-2e1,?,b\n", "", "id");
    assertEquals(List.of("x", "place=N", "place=S"), table.features());
    assertEquals(List.of("a", "b"), table.classes());
    assertArrayEquals(new int[] {1, 0, 1}, table.labels());
    assertArrayEquals(new float[] {1.5f, 1, 0}, table.values()[0]);
    assertArrayEquals(new float[] {Float.NaN, 0, 1}, table.values()[1]);
    assertArrayEquals(new float[] {-20, Float.NaN, Float.NaN}, table.values()[2]);
  }

  @Test
  void withoutHeaderColumnsAreCounted() {
    Table table = table("1,2,x\n3,4,y\n", "3", "1");
    assertEquals(List.of("2"), table.features());
    assertEquals(2, table.count());
  }

  @Test
  void impossibleTablesAreRefused() {
    refuses("no column 'z', there are [a, b]", () -> table("a,b\n1,x\n2,y", "z"));
    refuses("no column 'z'", () -> table("a,b\n1,x\n2,y", "b", "z"));
    refuses("t:3: the class 'b' is missing", () -> table("a,b\n1,x\n2,", "b"));
    refuses("column 'b' has 1 values", () -> table("a,b\n1,x\n2,x", "b"));
    refuses("no rows below the header", () -> table("a,b", "b"));
  }

  @Test
  void standardizingMeasuresOnlyTheRowsItLearnsFrom() {
    float[][] values = {{1, 5, 2}, {3, 5, Float.NaN}, {100, 7, 4}};
    Standardizer fit = Standardizer.fit(values, 0, 1);
    assertArrayEquals(new double[] {2, 5, 2}, fit.mean());
    assertArrayEquals(new double[] {1, 0, 0}, fit.deviation());
    assertArrayEquals(new float[] {98, 0, 0, 1, 0, 0}, fit.apply(values, 2, 1));
  }
}
