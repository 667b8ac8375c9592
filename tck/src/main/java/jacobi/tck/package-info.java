/// The conformance kit for backends.
///
/// [Conformance][jacobi.tck.Conformance] runs the tests of a [profile][jacobi.tck.run.Profile]
/// against a backend and returns a [Result][jacobi.tck.run.Result]; [Main][jacobi.tck.Main] does so
/// from the command line. The rules are numbered in [Specification][jacobi.tck.spec.Specification],
/// the tests are in `jacobi.tck.check`, and the cases they run come from `jacobi.tck.cases` and
/// `jacobi.tck.vocabulary`.
@NullMarked
package jacobi.tck;

import org.jspecify.annotations.NullMarked;
