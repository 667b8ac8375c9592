/// The values everything else is built from: element types, shapes, layouts and the root of the
/// error tree. Start with [Shape][jacobi.type.Shape]; a [Layout][jacobi.type.Layout] says where a
/// shape's elements lie in a buffer, so that views cost no copy.
@NullMarked
package jacobi.type;

import org.jspecify.annotations.NullMarked;
