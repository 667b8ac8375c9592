@echo off
rem Starts the command line of Jacobi; builds it first if nothing is built.
rem   JACOBI_JAVA        the java.exe of a JDK 25 or newer; else JAVA_HOME, the path, the usual folders
rem   JACOBI_OPTS        options for the Java virtual machine
rem   JACOBI_CLASS_PATH  further jars, such as another backend
rem Tensors come from a pool, so the collector has little to do: the serial one holds least memory,
rem and JACOBI_OPTS may name another. The first run leaves what its classes were parsed to in
rem models\target\jacobi.jsa; later ones start sooner.
setlocal EnableExtensions DisableDelayedExpansion
for %%d in ("%~dp0..\..") do set "root=%%~fd"

set "java="
if defined JACOBI_JAVA call :candidate "%JACOBI_JAVA%"
if defined JAVA_HOME call :candidate "%JAVA_HOME%\bin\java.exe"
for %%j in (java.exe) do call :candidate "%%~$PATH:j"
for /d %%d in ("%ProgramFiles%\Java\*") do call :candidate "%%~d\bin\java.exe"
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*") do call :candidate "%%~d\bin\java.exe"
if not defined java (
  echo jacobi: no JDK 25 or newer was found; install one, or set JACOBI_JAVA. Looked at: 1>&2
  if defined JACOBI_JAVA call :looked "%JACOBI_JAVA%"
  if defined JAVA_HOME call :looked "%JAVA_HOME%\bin\java.exe"
  for %%j in (java.exe) do call :looked "%%~$PATH:j"
  for /d %%d in ("%ProgramFiles%\Java\*") do call :looked "%%~d\bin\java.exe"
  for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*") do call :looked "%%~d\bin\java.exe"
  exit /b 1
)

set "missing="
for %%m in (api backend-cpu models) do (
  if not exist "%root%\%%m\target\jacobi-*.jar" set "missing=%%m"
)
if defined missing (
  echo jacobi: building for the first time 1>&2
  call :build || exit /b 1
)

set "path_="
for %%m in (api backend-cpu backend-opencl backend-native models) do call :module %%m
set "path_=%path_%%root%\models\target\lib\*;%root%\backend-opencl\target\lib\*"
if defined JACOBI_CLASS_PATH set "path_=%path_%;%JACOBI_CLASS_PATH%"
set "collector=-XX:+UseSerialGC -Xms32m"
(set JACOBI_OPTS & set JDK_JAVA & set JAVA_TOOL) 2>nul | findstr /r /c:"-XX:+Use.*GC" >nul && set "collector="
set "archive="
if not defined JACOBI_CLASS_PATH set archive=-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%root%\models\target\jacobi.jsa" "-Xlog:cds*=off,aot*=off"
"%java%" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED %collector% %archive% %JACOBI_OPTS% ^
  -cp "%path_%" jacobi.models.cli.Main %*
exit /b %errorlevel%

rem Takes a java if it is there and new enough, unless one was taken before.
:candidate
if defined java exit /b 0
call :version "%~1"
if %feature% geq 25 set "java=%~1"
exit /b 0

rem Says what became of a java that was looked at.
:looked
if "%~1"=="" exit /b 0
call :version "%~1"
if %feature% equ 0 (
  echo   "%~1" is missing or tells no version 1>&2
) else (
  echo   "%~1" is version %feature% 1>&2
)
exit /b 0

rem Sets feature to the feature number of a java, such as 25, or to 0. The line it is read from is
rem   openjdk version "25.0.1" 2025-10-21
:version
set "feature=0"
if "%~1"=="" exit /b 0
if not exist "%~1" exit /b 0
for /f "tokens=3" %%v in ('call "%~1" -version 2^>^&1 ^| findstr /c:" version "') do (
  for /f "delims=.-+ " %%n in ("%%~v") do set /a "feature=%%n" 2>nul
)
exit /b 0

rem Appends the jar of a module to path_; jars of sources and tests are not asked for by name.
:module
for %%j in ("%root%\%1\target\jacobi-*.jar") do call :jar "%%~fj"
exit /b 0

:jar
set "name=%~n1"
if not "%name:-sources=%"=="%name%" exit /b 0
if not "%name:-tests=%"=="%name%" exit /b 0
set "path_=%path_%%~1;"
exit /b 0

:build
pushd "%root%"
where mvn >nul 2>nul
if errorlevel 1 (
  call mvnw.cmd -q -DskipTests package 1>&2
) else (
  call mvn -q -DskipTests package 1>&2
)
set "built=%errorlevel%"
popd
exit /b %built%
