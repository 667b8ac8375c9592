package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final Pattern PROGRAM =
      Pattern.compile("```java\n(import .*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theProgramCompiles() throws IOException {
    Path readme = Path.of(System.getProperty("jacobi.root", ".."), "README.md");
    Matcher program = PROGRAM.matcher(Files.readString(readme));
    assertTrue(program.find(), "README.md has no program");
    Path source = Files.writeString(folder.resolve("Net.java"), program.group(1));
    var errors = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertEquals(0, code, errors.toString(StandardCharsets.UTF_8));
  }
}
