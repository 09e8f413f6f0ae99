# Makes dist\qualcode and, where Inno Setup 6 is installed, the installer. Run it in the checkout:
#     powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
python tools\dev.py package
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
$version = (Select-String -Path qualcode\__init__.py -Pattern '__version__ = "([^"]+)"').Matches[0].Groups[1].Value
$compiler = Join-Path ${env:ProgramFiles(x86)} "Inno Setup 6\ISCC.exe"
if (Test-Path $compiler) {
    & $compiler "/DVersion=$version" packaging\windows\qualcode.iss
    exit $LASTEXITCODE
}
Write-Host "Inno Setup 6 is not installed: dist\qualcode is the whole program, without an installer."
