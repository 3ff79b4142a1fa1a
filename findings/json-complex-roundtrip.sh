#!/usr/bin/env bash
# System.Text.Json writes a Complex with its two parts, magnitude and phase, and reads every such document back as zero, without an
# error: the properties have no setters. An amplitude that makes the round trip is lost silently.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
dotnet new console -o . --force > /dev/null
dotnet add package System.Text.Json --version 10.0.0 > /dev/null

cat > Program.cs <<'CS'
using System.Numerics;
using System.Text.Json;

string text = JsonSerializer.Serialize(new Complex(3, 4));
Complex back = JsonSerializer.Deserialize<Complex>(text);
Console.WriteLine(text[..text.IndexOf(",\"Phase\"")]);
Console.WriteLine($"read back: {back.Real} + {back.Imaginary}i");
CS
dotnet run -p:NoWarn=NU1510 | tee seen

diff seen - <<'SEEN'
{"Real":3,"Imaginary":4,"Magnitude":5
read back: 0 + 0i
SEEN
echo "System.Text.Json 10.0.0: behaves as recorded"
