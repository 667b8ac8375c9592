package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples in the documentation of the api compile.
class DocExamplesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile(" *+/// ```java\n((?: *+///.*\n)*?) *+/// ```\n");

  private static final String FRAME =
      """
      import static jacobi.Jacobi.*;
      import jacobi.*;
      import jacobi.op.*;
      import jacobi.random.*;
      import jacobi.tensor.*;
      import jacobi.type.*;
      import java.util.*;

      abstract class Example%d {
        Tensor batch;
        Tensor labels;
        abstract Tensor model(Tensor x);
        abstract Tensor step(Tensor batch);
        abstract void update(Tensor loss);

        void run() {
      %s
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void everyExampleCompiles() throws IOException {
    List<String> examples = new ArrayList<>();
    Path sources = Path.of(System.getProperty("jacobi.root", ".."), "api/src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher matcher = EXAMPLE.matcher(Files.readString(file));
        while (matcher.find()) {
          examples.add(matcher.group(1).replaceAll("(?m)^ *///", ""));
        }
      }
    }
    assertTrue(examples.size() > 5, examples.size() + " examples");
    for (int i = 0; i < examples.size(); i++) {
      assertEquals("", complaints(i, examples.get(i)), examples.get(i));
    }
  }

  @Test
  void anExampleThatDoesNotCompileIsSeen() throws IOException {
    assertTrue(complaints(0, "Tensor x = ones(2).nonsense();").contains("nonsense"));
  }

  private String complaints(int number, String example) throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("Example%d.java".formatted(number)), FRAME.formatted(number, example));
    var errors = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    return code == 0 ? "" : errors.toString(StandardCharsets.UTF_8);
  }
}
