#!/usr/bin/env bash
# Math.NET draws a binomial number by tossing every coin: a million shots take a million uniform numbers, where inversion or
# rejection takes a few. Its Poisson sampler is constant in time, so the two look alike and differ by five orders of magnitude.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
dotnet new console -o . --force > /dev/null
dotnet add package MathNet.Numerics --version 5.0.0 > /dev/null

cat > Program.cs <<'CS'
using MathNet.Numerics.Distributions;

var coins = new Counting();
Binomial.Sample(coins, 0.3, 1_000_000);
var arrivals = new Counting();
Poisson.Sample(arrivals, 300_000);
Console.WriteLine($"Binomial(0.3, 1000000): {coins.Count} uniform numbers");
Console.WriteLine($"Poisson(300000): {(arrivals.Count < 100 ? "fewer than 100" : arrivals.Count)} uniform numbers");

sealed class Counting() : Random(1)
{
    public int Count { get; private set; }

    public override double NextDouble()
    {
        Count++;
        return base.NextDouble();
    }
}
CS
dotnet run | tee seen

diff seen - <<'SEEN'
Binomial(0.3, 1000000): 1000000 uniform numbers
Poisson(300000): fewer than 100 uniform numbers
SEEN
echo "MathNet.Numerics 5.0.0: behaves as recorded"
