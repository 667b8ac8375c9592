#!/usr/bin/env bash
# Packs what a measurement on a machine with nothing but a GPU's driver needs, into one folder:
#   backend-opencl/src/scripts/pack.sh FOLDER
# a small Java, the jars, the OpenCL loader of this machine, and measure.sh. Build the jars first
# (mvn -DskipTests package); JAVA_HOME, or the java on the path, is a JDK 25.
set -euo pipefail
out=${1:?usage: pack.sh FOLDER}
root=$(cd "$(dirname "$0")/../../.." && pwd)
home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
mkdir -p "$out/jars" "$out/lib"
rm -rf "$out/java"
"$home/bin/jlink" --output "$out/java" --strip-debug --no-man-pages --no-header-files \
  --compress zip-9 --add-modules java.base,java.logging,java.management,jdk.management,\
jdk.incubator.vector,jdk.unsupported,java.naming,java.xml,java.net.http,jdk.jfr
for module in api backend-cpu backend-opencl models tck; do
  cp "$root/$module"/target/jacobi-*-SNAPSHOT.jar "$out/jars/"
  cp "$root/$module"/target/lib/*.jar "$out/jars/" 2>/dev/null || true
done
loader=$(ldconfig -p | awk '/libOpenCL\.so\.1 /{print $NF; exit}')
[ -z "$loader" ] || cp -L "$loader" "$out/lib/"
cp "$root/backend-opencl/src/scripts/measure.sh" "$out/"
echo "packed $(du -sh "$out" | cut -f1) into $out; there: ./measure.sh"
