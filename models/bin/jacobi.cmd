@echo off
rem Starts the command line of Jacobi; see the script beside this one. Wants a JDK 25 in JACOBI_JAVA,
rem JAVA_HOME or on the path.
setlocal enabledelayedexpansion
set root=%~dp0..\..
set java=java
if defined JAVA_HOME set java=%JAVA_HOME%\bin\java
if defined JACOBI_JAVA set java=%JACOBI_JAVA%
if not exist "%root%\models\target\jacobi-models-*.jar" (
  echo jacobi: building for the first time 1>&2
  pushd "%root%"
  call mvnw.cmd -q -DskipTests package 1>&2 || exit /b 1
  popd
)
set path_=
for %%m in (api backend-cpu backend-opencl backend-native models) do (
  for %%j in ("%root%\%%m\target\jacobi-*.jar") do set path_=!path_!%%j;
)
"%java%" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED %JACOBI_OPTS% ^
  -cp "%path_%%root%\models\target\lib\*;%root%\backend-opencl\target\lib\*;%JACOBI_CLASS_PATH%" ^
  jacobi.models.cli.Main %*
exit /b %errorlevel%
