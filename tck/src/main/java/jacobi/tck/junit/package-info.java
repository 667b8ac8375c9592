/// The kit as a test class in a vendor's own build: wants JUnit Jupiter, 5.13 or 6.
@NullMarked
package jacobi.tck.junit;

import org.jspecify.annotations.NullMarked;
