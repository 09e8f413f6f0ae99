; Inno Setup 6: an installer for one user, without administrator's rights. See ..\README.md.
#ifndef Version
  #define Version "0.0.0"
#endif

[Setup]
AppId={{6B0C5C2E-7B0B-4D0A-9F7D-51436F64A001}
AppName=Qualcode
AppVersion={#Version}
DefaultDirName={autopf}\Qualcode
DefaultGroupName=Qualcode
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
OutputDir=..\..\dist
OutputBaseFilename=qualcode-{#Version}-setup
SetupIconFile=..\..\build\package\icons\qualcode.ico
UninstallDisplayIcon={app}\qualcode.exe
LicenseFile=..\..\LICENSE
Compression=lzma2
SolidCompression=yes
ChangesAssociations=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "sv"; MessagesFile: "compiler:Languages\Swedish.isl"

[Files]
Source: "..\..\dist\qualcode\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Qualcode"; Filename: "{app}\qualcode.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.qualcode"; ValueType: string; ValueData: "Qualcode.Project"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Qualcode.Project"; ValueType: string; ValueData: "Qualcode project"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Qualcode.Project\DefaultIcon"; ValueType: string; ValueData: "{app}\qualcode.exe,0"
Root: HKA; Subkey: "Software\Classes\Qualcode.Project\shell\open\command"; ValueType: string; ValueData: """{app}\qualcode.exe"" ""%1"""
