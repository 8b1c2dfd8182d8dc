@echo off
rem Starts an unpacked release of Shakedown on Windows. JAVA_HOME chooses the Java (17 or later) where the release has none
rem of its own, JAVA_OPTS adds options for it. The archive of classes that halves the time to start is made by Java itself
rem from version 19 on, and renewed when Java changes; one that another jar left is passed over, so its size is in the name.
setlocal
set "home=%~dp0.."
set "jar=%home%\lib\shakedown.jar"
set "java=%home%\runtime\bin\java.exe"
if not exist "%java%" if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" set "java=java.exe"
set "cache=%LOCALAPPDATA%\shakedown"
if not exist "%cache%" mkdir "%cache%" 2>nul
for %%f in ("%jar%") do set "size=%%~zf"
set archive=-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="%cache%\shakedown-%size%.jsa"
rem asks whether Java knows the option; without -Xshare:off the answer would leave an archive that holds nothing of ours
"%java%" -Xshare:off %archive% -version >nul 2>&1
if errorlevel 1 set archive=
"%java%" -Xlog:disable -Xshare:auto %archive% -XX:+UseSerialGC -Xms32m -Xmx256m ^
  -Dfile.encoding=UTF-8 %JAVA_OPTS% -cp "%jar%" dev.shakedown.cli.Main %*
exit /b %errorlevel%
