package jacobi.backend.cpu.code;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;

/// Loads generated code.
final class HiddenClass {
  /// The name by which a generated method calls another of its class.
  static final ClassDesc SELF = ClassDesc.of(HiddenClass.class.getPackageName(), "GeneratedLoop");

  private HiddenClass() {}

  /// What a class contains beside its constructor.
  interface Methods {
    void addTo(ClassBuilder type);
  }

  /// An object of a new hidden class that implements an interface of this package.
  static <T> T load(Class<T> as, Methods methods) {
    byte[] bytes =
        ClassFile.of()
            .build(
                SELF,
                type -> {
                  type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                      .withInterfaceSymbols(as.describeConstable().orElseThrow())
                      .withMethodBody(INIT_NAME, MTD_void, 0, HiddenClass::constructor);
                  methods.addTo(type);
                });
    try {
      var lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return as.cast(lookup.lookupClass().getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated code does not load", e);
    }
  }

  private static void constructor(CodeBuilder code) {
    code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_();
  }
}
