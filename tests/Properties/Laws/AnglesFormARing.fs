module CutAwareQnn.Properties.Laws.AnglesFormARing

open System
open FsCheck.FSharp
open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Properties

let private inputs = 2, 2

// Quarters are exact in binary, so equal polynomials have equal coefficients whatever the order of sums.
let private exactAngle =
    let constant = Gen.choose (-8, 8) |> Gen.map (fun i -> Angle.FromDouble(float i / 4.0))
    let symbol = Gen.elements [ Angle.Feature 0; Angle.Feature 1; Angle.Weight 0; Angle.Weight 1 ]
    let term = Gen.map3 (fun (a: Angle) (b: Angle) c -> a * b * c) constant symbol (Gen.oneof [ symbol; constant ])
    Gen.choose (0, 3) |> Gen.bind (fun n -> Gen.listOfLength n (Gen.oneof [ term; constant ])) |> Gen.map (List.fold (+) Angle.Zero)

let private point =
    Gen.arrayOfLength 4 (Generators.between -2.0 2.0)

let private at (values: float[]) (symbol: Symbol) =
    values[(if symbol.Kind = SymbolKind.Feature then 0 else 2) + symbol.Index]

let private same what (expected: Angle) (actual: Angle) =
    if not (expected.Equals actual) || expected.GetHashCode() <> actual.GetHashCode() then
        Runner.fail $"{what}: {expected} against {actual}"

[<Fact>]
let ``sums and products of angles commute, associate and distribute`` () =
    let triples = Gen.zip3 exactAngle exactAngle exactAngle

    Runner.forAll (Runner.over 7_000_000UL 300 triples) (fun (a, b, c) ->
        same "a + b = b + a" (a + b) (b + a)
        same "a·b = b·a" (a * b) (b * a)
        same "(a + b) + c = a + (b + c)" ((a + b) + c) (a + (b + c))
        same "(a·b)·c = a·(b·c)" ((a * b) * c) (a * (b * c))
        same "a·(b + c) = a·b + a·c" (a * (b + c)) (a * b + a * c)
        same "a - b = a + (-b)" (a - b) (a + -b)
        same "a - a = 0" Angle.Zero (a - a)
        same "a·1 = a" a (a * Angle.FromDouble 1.0))

[<Fact>]
let ``the derivative of an angle is its difference quotient`` () =
    Runner.forAll (Runner.over 7_100_000UL 300 (Gen.zip (Generators.angle inputs) point)) (fun (angle, values) ->
        for symbol in [ Symbol(SymbolKind.Feature, 0); Symbol(SymbolKind.Weight, 1) ] do
            let slope =
                Oracle.derivative (fun h -> angle.Evaluate(fun s -> at values s + (if s = symbol then h else 0.0)))

            // A polynomial of degree 2 is differentiated exactly but for rounding of 1e-15/4e-3.
            Runner.near 1e-10 $"by {symbol}" slope (angle.Differentiate(symbol).Evaluate(fun s -> at values s)))

[<Fact>]
let ``derivatives obey the product rule`` () =
    let weight = Symbol(SymbolKind.Weight, 0)

    Runner.forAll (Runner.over 7_200_000UL 300 (Gen.zip exactAngle exactAngle)) (fun (a, b) ->
        same "(a·b)' = a'·b + a·b'" (a.Differentiate weight * b + a * b.Differentiate weight) ((a * b).Differentiate weight))

[<Fact>]
let ``substituting angles and then evaluating is evaluating at their values`` () =
    let cases = Gen.four exactAngle |> Gen.zip (Gen.zip (Generators.angle inputs) point)

    Runner.forAll (Runner.over 7_300_000UL 300 cases) (fun ((angle, values), (a, b, c, d)) ->
        let replacement symbol =
            at (Array.init 4 float) symbol |> int |> Array.get [| a; b; c; d |]

        let inner (replaced: Angle) = replaced.Evaluate(fun s -> at values s)
        let direct = angle.Evaluate(fun s -> inner (replacement s))
        let substituted = inner (angle.Substitute(fun s -> replacement s))
        // Values reach 10^3 where products of polynomials meet.
        Runner.near (1e-12 * max 1.0 (abs direct)) $"{angle}" direct substituted)
