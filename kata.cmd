@echo off
rem The workbook on Windows: finds a JDK 25 and Maven, builds what has changed, and starts.
setlocal enabledelayedexpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "built=%root%\workbook\target\kata"

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

where mvn >nul 2>&1
if errorlevel 1 if not exist "%built%\stamp" (
    echo Cancel-Safe Java is built with Maven, and there is no mvn on the PATH.>&2
    echo Install it ^(for example: scoop install maven^) and run kata again.>&2
    exit /b 3
)
if not exist "%built%\stamp" (
    echo Building the workbook; this is done once. Delete workbook\target to build it again.>&2
    pushd "%root%"
    set "JAVA_HOME=%jdk%"
    call mvn --quiet --batch-mode -DskipTests --projects workbook/jbang,workbook --also-make package
    if errorlevel 1 (
        popd
        echo The workbook could not be built; above is what Maven says.>&2
        exit /b 3
    )
    popd
    rem What the virtual machines load at a start is written down once, for quicker ones.
    del /q "%built%\*.aot" >nul 2>&1
    "%jdk%\bin\java" "-XX:AOTCacheOutput=%built%\kata.aot" %options% "-Dcancelsafe.root=%root%" ^
        -cp "%built%\lib\*" cancelsafe.workbook.Main rehearse >nul 2>&1
    type nul >"%built%\stamp"
)

set "cache=-XX:+UseSerialGC"
if exist "%built%\kata.aot" set "cache=-XX:AOTCache=%built%\kata.aot"
"%jdk%\bin\java" "%cache%" %options% "-Dcancelsafe.root=%root%" ^
    -cp "%built%\lib\*" cancelsafe.workbook.Main %*
exit /b %errorlevel%

:try
if defined jdk exit /b
if "%~1"=="" exit /b
if not exist "%~1\bin\javac.exe" exit /b
findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul 2>&1 && set "jdk=%~1"
exit /b
