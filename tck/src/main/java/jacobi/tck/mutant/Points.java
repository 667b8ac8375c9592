package jacobi.tck.mutant;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The points of a class, and other classes made of it.
final class Points {
  private static final String VALUES = "$values";

  private Points() {}

  /// What may be written in place of an instruction, or before it.
  interface Writer {
    /// Writes what there is at a point; the instruction itself is written where this gives false.
    boolean write(CodeBuilder code, Point point, Change change);
  }

  /// All points that somebody wrote, in the order of the class file: none of the tables that the
  /// compiler makes for switches and enums.
  static List<Point> of(byte[] bytes) {
    List<Point> points = new ArrayList<>();
    ClassModel model = ClassFile.of().parse(bytes);
    if (model.flags().has(AccessFlag.SYNTHETIC)) {
      return points;
    }
    var finder = new Finder(model);
    for (MethodModel method : model.methods()) {
      CodeModel code = method.code().orElse(null);
      if (code != null && !method.methodName().equalsString(VALUES)) {
        finder.enter(method);
        for (CodeElement element : code) {
          Change change = Change.of(element);
          Point point = finder.next(element, change);
          if (point != null) {
            points.add(point);
          }
        }
      }
    }
    return points;
  }

  /// The class with something else at its points.
  static byte[] rewritten(byte[] bytes, Writer writer) {
    ClassModel model = ClassFile.of().parse(bytes);
    var finder = new Finder(model);
    ClassTransform transform =
        (builder, element) -> {
          if (element instanceof MethodModel method) {
            finder.enter(method);
            builder.transformMethod(
                method, MethodTransform.transformingCode(finder.writing(writer)));
          } else {
            builder.with(element);
          }
        };
    return ClassFile.of().transformClass(model, transform);
  }

  /// The class with one of its points changed.
  static byte[] changed(byte[] bytes, Point point) {
    return rewritten(
        bytes,
        (code, at, change) -> {
          boolean here = at.equals(point);
          if (here) {
            change.code().accept(code);
          }
          return here;
        });
  }

  /// Numbers the points of methods as their code goes by.
  private static final class Finder {
    private final String type;
    private final Map<String, String> digests;
    private final Map<String, Integer> counts = new HashMap<>();
    private String method = "";
    private int line;

    Finder(ClassModel model) {
      this.type = model.thisClass().asInternalName().replace('/', '.');
      this.digests = Digest.of(model);
    }

    /// The code that comes next is of this method.
    void enter(MethodModel next) {
      method = next.methodName().stringValue();
      line = 0;
    }

    @Nullable Point next(CodeElement element, @Nullable Change change) {
      if (element instanceof LineNumber number) {
        line = number.line();
      }
      if (change == null) {
        return null;
      }
      int number = counts.merge(method, 1, Integer::sum) - 1;
      String code = digests.getOrDefault(method, "");
      return new Point(type, method, code, number, line, change.says());
    }

    CodeTransform writing(Writer writer) {
      return (builder, element) -> {
        Change change = Change.of(element);
        Point point = next(element, change);
        if (point == null || change == null || !writer.write(builder, point, change)) {
          builder.with(element);
        }
      };
    }
  }
}
