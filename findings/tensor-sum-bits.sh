#!/usr/bin/env bash
# TensorPrimitives.Sum and Dot give other last bits with other vector widths, so a result that rests on them is not the same on two
# machines. Enumerable.Sum of the same numbers, one after the other, does not change. (x64 with AVX2.)
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
dotnet new console -o . -n Sum --force > /dev/null
dotnet add package System.Numerics.Tensors --version 10.0.0 > /dev/null

cat > Program.cs <<'CS'
using System.Numerics.Tensors;

double[] x = [.. Enumerable.Range(0, 1000).Select(i => (double)((i * 7919 % 1000) - 500) / 3)];
Console.WriteLine($"{BitConverter.DoubleToInt64Bits(TensorPrimitives.Sum<double>(x)):x16} {BitConverter.DoubleToInt64Bits(x.Sum()):x16}");
CS
dotnet build -c Release -o out > /dev/null
dotnet out/Sum.dll > wide
DOTNET_EnableAVX2=0 dotnet out/Sum.dll > narrow
same() { [ "$1" = "$2" ] && echo same || echo different; }
{
  echo "TensorPrimitives.Sum: $(same "$(cut -d' ' -f1 wide)" "$(cut -d' ' -f1 narrow)")"
  echo "Enumerable.Sum: $(same "$(cut -d' ' -f2 wide)" "$(cut -d' ' -f2 narrow)")"
} | tee seen

diff seen - <<'SEEN'
TensorPrimitives.Sum: different
Enumerable.Sum: same
SEEN
echo "System.Numerics.Tensors 10.0.0: behaves as recorded"
