package jacobi.tck.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// What the compiler makes of source files: their trees, with a type at every expression.
record Syntax(JavacTask task, List<CompilationUnitTree> units) {
  /// Reads the files of the house against the class path of the test.
  static Syntax of(Map<String, String> files) {
    List<JavaFileObject> texts = new ArrayList<>();
    files.forEach((path, text) -> texts.add(new Text(path, text)));
    texts.removeIf(text -> text.getName().endsWith("module-info.java"));
    var problems = new DiagnosticCollector<JavaFileObject>();
    List<String> options =
        List.of(
            "-proc:none",
            "-XDrawDiagnostics",
            "--add-modules",
            "jdk.incubator.vector",
            "--class-path",
            System.getProperty("java.class.path"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task = (JavacTask) compiler.getTask(null, null, problems, options, null, texts);
    List<CompilationUnitTree> units = new ArrayList<>();
    try {
      task.parse().forEach(units::add);
      task.analyze();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .findFirst()
        .ifPresent(problem -> {
          throw new AssertionError("the sources do not compile: " + problem);
        });
    return new Syntax(task, units);
  }

  /// A source file in memory.
  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String path, String text) {
      super(URI.create("string:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
