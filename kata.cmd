@echo off
rem The workbook on Windows: finds a JDK 25 and Maven, builds what has changed, and starts.
setlocal
set "root=%~dp0"
set "root=%root:~0,-1%"
set "target=%root%\workbook\target"
set "built=%target%\kata"

rem Options that are meant for other programs may contradict those of the workbook.
set "_JAVA_OPTIONS="
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="

set "jdk="
call :try "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do call :try "%%~dpj.."
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" ^
    "%ProgramFiles%\Microsoft\jdk-25*" "%USERPROFILE%\.jdks\*" ^
    "%USERPROFILE%\.jbang\cache\jdks\*" "%USERPROFILE%\scoop\apps\temurin25-jdk\current") do call :try "%%d"
if not defined jdk (
    echo Cancel-Safe Java needs a JDK 25, and there is none in the usual places.>&2
    echo Install one ^(for example: winget install EclipseAdoptium.Temurin.25.JDK^) and run kata again,>&2
    echo or name the one that you have: set JAVA_HOME=C:\path\to\jdk-25>&2
    exit /b 3
)

set "options=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable"
set "options=%options% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
set "options=%options% -Djruby.compile.mode=OFF -Djruby.native.enabled=false"

if not exist "%target%" mkdir "%target%"
call :sources "%target%\kata-sources.txt"
call :changed
if errorlevel 1 (
    call :build
    if errorlevel 1 exit /b 3
)

set "cache="
if exist "%built%\kata.aot" for %%f in ("%built%\kata.aot") do if %%~zf gtr 0 set "cache=-XX:AOTCache=%%~f"
if defined cache (
    "%jdk%\bin\java" "%cache%" %options% "-Dcancelsafe.root=%root%" "-Dcancelsafe.built=%built%" ^
        -cp "%built%\lib\*" cancelsafe.workbook.Main %*
) else (
    "%jdk%\bin\java" %options% "-Dcancelsafe.root=%root%" "-Dcancelsafe.built=%built%" ^
        -cp "%built%\lib\*" cancelsafe.workbook.Main %*
)
exit /b %errorlevel%

rem Writes what the machinery is made of, by content: the files that workbook\built-from.txt names.
:sources
set "sources=%~1"
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
    "$ErrorActionPreference = 'Stop';" ^
    "Get-Content (Join-Path $env:root 'workbook\built-from.txt') |" ^
    "ForEach-Object { Get-ChildItem -LiteralPath (Join-Path $env:root $_) -Recurse -File } |" ^
    "Sort-Object FullName |" ^
    "ForEach-Object { $_.FullName.Substring($env:root.Length) + ' ' + (Get-FileHash -Algorithm SHA256 -LiteralPath $_.FullName).Hash } |" ^
    "Set-Content -Encoding UTF8 -LiteralPath $env:sources"
exit /b %errorlevel%

rem Whether the workbook was built from something else; 1 if so.
:changed
if not exist "%built%\sources" exit /b 1
fc /b "%target%\kata-sources.txt" "%built%\sources" >nul 2>&1
exit /b %errorlevel%

:build
where mvn >nul 2>&1
if errorlevel 1 (
    echo Cancel-Safe Java is built with Maven, and there is no mvn on the PATH.>&2
    echo Install it ^(for example: scoop install maven^) and run kata again.>&2
    exit /b 1
)
:wait
mkdir "%target%\kata-build" >nul 2>&1
if errorlevel 1 (
    if not defined told echo Another kata is building; waiting for it. If there is none, delete "%target%\kata-build">&2
    set "told=yes"
    timeout /t 2 /nobreak >nul
    goto wait
)
call :changed
if not errorlevel 1 (
    rmdir "%target%\kata-build"
    exit /b 0
)
echo Building the workbook; this is done once, and after changes.>&2
rem Older jars would come first on the class path.
if exist "%built%\lib" rmdir /s /q "%built%\lib"
del /q "%built%\*.aot" >nul 2>&1
pushd "%root%"
set "JAVA_HOME=%jdk%"
call mvn --quiet --batch-mode -DskipTests --projects workbook/jbang,workbook --also-make package
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" (
    rmdir "%target%\kata-build"
    echo The workbook could not be built; above is what Maven says.>&2
    exit /b 1
)
if not defined CI (
    rem What the virtual machines load at a start is written down once: later starts take half the time.
    echo Preparing quick starts; this is done once, too.>&2
    "%jdk%\bin\java" "-XX:AOTCacheOutput=%built%\kata.aot" %options% "-Dcancelsafe.root=%root%" ^
        "-Dcancelsafe.built=%built%" -cp "%built%\lib\*" cancelsafe.workbook.Main rehearse >nul 2>&1
)
copy /y "%target%\kata-sources.txt" "%built%\sources" >nul
rmdir "%target%\kata-build"
exit /b 0

:try
if defined jdk exit /b
if "%~1"=="" exit /b
if not exist "%~1\bin\javac.exe" exit /b
findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul 2>&1 && set "jdk=%~1"
exit /b
