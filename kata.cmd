@echo off
rem The workbook on Windows: finds a JDK 25 and Maven, builds what has changed, and starts.
rem A path may contain spaces, parentheses, percent signs and exclamation marks. So none is the
rem argument of a call, which would read it a second time, and none is expanded without quotes.
setlocal EnableExtensions DisableDelayedExpansion
rem Programs come from the PATH, and not from the folder in which kata is called.
set "NoDefaultCurrentDirectoryInExePath=1"
set "root=%~dp0"
set "root=%root:~0,-1%"
set "target=%root%\workbook\target"
set "built=%target%\kata"
set "sources=%target%\kata-sources.txt"
set "lock=%target%\kata-build"
set "log=%target%\kata-build.log"

if not "%root:;=%"=="%root%" (
    >&2 echo Java cannot have a semicolon in a path, and there is one in the path of this folder.
    >&2 echo Rename the folder, or clone the book elsewhere, and run kata again.
    exit /b 3
)

rem Options that are meant for other programs may contradict those of the workbook.
set "_JAVA_OPTIONS="
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="

set "jdk="
set "candidate="
if defined JAVA_HOME set "candidate=%JAVA_HOME:"=%"
call :try
for /f "delims=" %%j in ('where java 2^>nul') do (
    set "candidate=%%~dpj.."
    call :try
)
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" ^
    "%LOCALAPPDATA%\Programs\Eclipse Adoptium\jdk-25*" ^
    "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*" "%USERPROFILE%\.jdks\*" ^
    "%USERPROFILE%\.jbang\cache\jdks\*" "%USERPROFILE%\scoop\apps\temurin25-jdk\current") do (
    set "candidate=%%~d"
    call :try
)
if not defined jdk (
    >&2 echo Cancel-Safe Java needs a JDK 25, and there is none in the usual places.
    >&2 echo Install one ^(for example: winget install EclipseAdoptium.Temurin.25.JDK^) and run kata again,
    >&2 echo or name the one that you have: set JAVA_HOME=C:\path\to\jdk-25
    exit /b 3
)

set "options=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable"
set "options=%options% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
set "options=%options% -Djruby.compile.mode=OFF -Djruby.native.enabled=false"

if not exist "%target%" mkdir "%target%"
call :sources
if errorlevel 1 (
    >&2 echo The workbook's sources could not be read, or its folder may not be written by you.
    >&2 echo Above is what PowerShell says. Clone the book to where you may write, and run kata again.
    exit /b 3
)
call :changed
if errorlevel 1 call :build
if errorlevel 1 exit /b 3

rem The arguments may contain parentheses, so the start is in no block.
set "cache="
if exist "%built%\kata.aot" set cache="-XX:AOTCache=%built%\kata.aot"
"%jdk%\bin\java.exe" %cache% %options% "-Dcancelsafe.root=%root%" "-Dcancelsafe.built=%built%" -cp "%built%\lib\*" cancelsafe.workbook.Main %*
exit /b %errorlevel%

rem Writes what the machinery is made of, by content: the files that workbook\built-from.txt names.
:sources
powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command ^
    "$ErrorActionPreference = 'Stop';" ^
    "Get-Content -LiteralPath (Join-Path $env:root 'workbook\built-from.txt') |" ^
    "ForEach-Object { Get-ChildItem -LiteralPath (Join-Path $env:root $_) -Recurse -File } |" ^
    "Sort-Object FullName |" ^
    "ForEach-Object { $_.FullName.Substring($env:root.Length) + ' ' + (Get-FileHash -Algorithm SHA256 -LiteralPath $_.FullName).Hash } |" ^
    "Set-Content -Encoding UTF8 -LiteralPath $env:sources"
exit /b %errorlevel%

rem Whether the workbook was built from something else; 1 if so.
:changed
if not exist "%built%\sources" exit /b 1
fc /b "%sources%" "%built%\sources" >nul 2>&1
if errorlevel 1 exit /b 1
exit /b 0

rem Builds, and 1 if that fails. What Maven says is shown only then.
:build
where mvn >nul 2>&1
if errorlevel 1 (
    >&2 echo Cancel-Safe Java is built with Maven, and there is no mvn on the PATH.
    >&2 echo Install it ^(for example: scoop install maven^) and run kata again.
    exit /b 1
)
set "told="
:wait
mkdir "%lock%" >nul 2>&1
if not errorlevel 1 goto locked
if not defined told >&2 echo Another kata is building; waiting for it. If there is none, delete "%lock%"
set "told=yes"
rem A pause that also works where the input is no keyboard.
ping -n 3 127.0.0.1 >nul
goto wait
:locked
call :changed
if not errorlevel 1 (
    rmdir "%lock%"
    exit /b 0
)
>&2 echo Building the workbook; this is done once, and after changes.
rem Older jars would come first on the class path.
if exist "%built%\lib" rmdir /s /q "%built%\lib"
del /q "%built%\*.aot" >nul 2>&1
pushd "%root%"
set "JAVA_HOME=%jdk%"
call mvn --quiet --batch-mode -DskipTests --projects workbook/jbang,workbook --also-make package >"%log%" 2>&1
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" (
    rmdir "%lock%"
    >&2 type "%log%"
    >&2 echo The workbook could not be built; above is what Maven says.
    exit /b 1
)
if not defined CI call :rehearse
copy /y "%sources%" "%built%\sources" >nul
rmdir "%lock%"
exit /b 0

rem What the virtual machines load at a start is written down once: later starts take half the time.
:rehearse
>&2 echo Preparing quick starts; this is done once, too.
"%jdk%\bin\java.exe" "-XX:AOTCacheOutput=%built%\kata.aot" %options% "-Dcancelsafe.root=%root%" "-Dcancelsafe.built=%built%" -cp "%built%\lib\*" cancelsafe.workbook.Main rehearse >nul 2>&1
exit /b 0

rem Takes the candidate if it is a JDK 25, and none is taken yet.
:try
if defined jdk exit /b 0
if not defined candidate exit /b 0
if not exist "%candidate%\bin\javac.exe" exit /b 0
findstr /b /r /c:"JAVA_VERSION=.25[^0-9]" "%candidate%\release" >nul 2>&1
if errorlevel 1 exit /b 0
set "jdk=%candidate%"
exit /b 0
