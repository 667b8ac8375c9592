/// Files: the safetensors format, and the weights of a model in it.
@NullMarked
package jacobi.models.io;

import org.jspecify.annotations.NullMarked;
