package jacobi.tck.mutant;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CLASS_INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.HashMap;
import java.util.Map;

/// A backend that notes which of the points it comes by.
final class Probes {
  private static final String NOTES = "probed.Notes";
  private static final String FIELD = "SEEN";
  private static final ClassDesc BOOLEANS = CD_boolean.arrayType();

  private final Loader loader;
  private final boolean[] seen;

  /// The backend loaded once more.
  Probes(Draw.Lot lot) {
    Map<Point, Integer> numbers = new HashMap<>();
    lot.points().forEach(point -> numbers.put(point, numbers.size()));
    Map<String, byte[]> classes = new HashMap<>(lot.classes());
    for (Point point : lot.points()) {
      classes.put(point.type(), probed(lot.bytes(point.type()), numbers));
    }
    classes.put(NOTES, notes(numbers.size()));
    loader = new Loader(classes);
    try {
      seen = (boolean[]) loader.loadClass(NOTES).getField(FIELD).get(null);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("the probes do not load", broken);
    }
  }

  Loader loader() {
    return loader;
  }

  /// For each point whether it was come by; to be cleared by whoever wants to know anew.
  boolean[] seen() {
    return seen;
  }

  private static byte[] probed(byte[] bytes, Map<Point, Integer> numbers) {
    return Points.rewritten(
        bytes,
        (code, point, _) -> {
          Integer number = numbers.get(point);
          if (number != null) {
            code.getstatic(ClassDesc.of(NOTES), FIELD, BOOLEANS)
                .loadConstant(number.intValue())
                .iconst_1()
                .bastore();
          }
          return false;
        });
  }

  private static byte[] notes(int count) {
    int flags = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;
    return ClassFile.of()
        .build(
            ClassDesc.of(NOTES),
            type ->
                type.withFlags(ClassFile.ACC_PUBLIC)
                    .withField(FIELD, BOOLEANS, flags)
                    .withMethodBody(
                        CLASS_INIT_NAME,
                        MTD_void,
                        ClassFile.ACC_STATIC,
                        code ->
                            code.loadConstant(count)
                                .newarray(TypeKind.BOOLEAN)
                                .putstatic(ClassDesc.of(NOTES), FIELD, BOOLEANS)
                                .return_()));
  }
}
