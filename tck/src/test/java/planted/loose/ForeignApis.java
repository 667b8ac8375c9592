package planted.loose;

import java.lang.classfile.ClassFile;
import java.lang.foreign.SymbolLookup;
import jdk.incubator.vector.FloatVector;
import org.jocl.cl_device_id;
import org.junit.jupiter.api.TestInfo;
import picocli.CommandLine;

/// Foreign APIs far from where they belong.
final class ForeignApis {
  FloatVector vector;
  ClassFile classes;
  SymbolLookup library;
  cl_device_id device;
  CommandLine line;
  TestInfo test;
}
