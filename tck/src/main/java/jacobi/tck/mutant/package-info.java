/// How strong the kit is against defects that nobody thought of: one instruction of a correct
/// backend's class files is changed at a time.
@NullMarked
package jacobi.tck.mutant;

import org.jspecify.annotations.NullMarked;
