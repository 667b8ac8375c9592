#!/usr/bin/env bash
# Measures the OpenCL backend on the machine it was carried to by pack.sh:
#   ./measure.sh [DEVICE]
# DEVICE is a part of its name. Writes doctor.txt, tck.txt, bench.txt and bench.json beside itself.
set -uo pipefail
cd "$(dirname "$0")"
options=(--add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp 'jars/*')
[ $# -eq 0 ] || options+=("-Djacobi.opencl.device=$1")
export LD_LIBRARY_PATH=$PWD/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
# The vendor's library comes with its driver; the file that names it is missing in some containers.
if ! ls /etc/OpenCL/vendors/*.icd >/dev/null 2>&1 && [ -z "${OCL_ICD_VENDORS:-}" ]; then
  library=$(ldconfig -p | awk '/libnvidia-opencl\.so\.1 /{print $NF; exit}')
  library=${library:-$(find /usr/local/nvidia -name libnvidia-opencl.so.1 2>/dev/null | head -n 1)}
  mkdir -p vendors
  echo "${library:-libnvidia-opencl.so.1}" >vendors/nvidia.icd
  export OCL_ICD_VENDORS=$PWD/vendors
fi
java/bin/java "${options[@]}" jacobi.models.cli.Main doctor | tee doctor.txt
java/bin/java "${options[@]}" jacobi.tck.Main --backend opencl --budget quick | tee tck.txt
java/bin/java "${options[@]}" jacobi.models.cli.Main bench --backend opencl --json bench.json \
  gemm_384 gemm_1024 gemm_2048 elem_ conv3x3 cnn_adam gpt_adamw lstm_adam \
  | tee bench.txt
