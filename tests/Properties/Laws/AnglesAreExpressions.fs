module CutAwareQnn.Properties.Laws.AnglesAreExpressions

open System
open FsCheck.FSharp
open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Properties
open CutAwareQnn.Properties.Expressions

let private inputs = 2, 2

let private point =
    Gen.arrayOfLength 4 (Generators.between -2.0 2.0)

let private at (values: float[]) (symbol: Symbol) =
    values[(if symbol.Kind = SymbolKind.Feature then 0 else 2) + symbol.Index]

let private same what (expected: Angle) (actual: Angle) =
    if not (expected.Equals actual) || expected.GetHashCode() <> actual.GetHashCode() then
        Law.fail $"{what}: {expected} against {actual}"

[<Law(7_000_000UL, 300)>]
let ``sums and products of angles commute and associate, and numbers distribute`` () =
    let triples = Gen.zip3 exactAngle exactAngle exactAngle

    Law.forAll triples (fun (a, b, c) ->
        let number = Angle.FromDouble 2.5
        same "a + b = b + a" (a + b) (b + a)
        same "a·b = b·a" (a * b) (b * a)
        same "(a + b) + c = a + (b + c)" ((a + b) + c) (a + (b + c))
        same "2.5·(b + c) = 2.5·b + 2.5·c" (number * (b + c)) (number * b + number * c)
        same "a - b = a + (-b)" (a - b) (a + -b)
        same "a - a = 0" Angle.Zero (a - a)
        same "a·1 = a" a (a * Angle.FromDouble 1.0))

[<Law(7_400_000UL, 300)>]
let ``operations on angles are the operations on their values`` () =
    let cases = Gen.zip (Gen.zip expression expression) point

    Law.forAll cases (fun ((a, b), values) ->
        let value (angle: Angle) = angle.Evaluate(at values)
        let near what expected actual = Law.near (1e-11 * max 1.0 (abs expected)) what expected actual
        let x, y = value a, value b
        near $"({a}) + ({b})" (x + y) (value (a + b))
        near $"({a})·({b})" (x * y) (value (a * b))

        if abs y > 1e-3 && not b.IsZero then
            near $"({a}) / ({b})" (x / y) (value (a / b))

        near $"sin({a})" (sin x) (value (Angle.Apply(AngleFunction.Sin, a)))
        near $"({a})³" (x ** 3.0) (value (Angle.Power(a, Angle.FromDouble 3.0))))

[<Law(7_500_000UL, 300)>]
let ``bound angles have the values of their expressions`` () =
    Law.forAll (Gen.zip expression point) (fun (angle, values) ->
        let bound = CutAwareQnn.Simulation.AngleBinding([ angle ]).Evaluate(0, values.AsSpan(0, 2), values.AsSpan(2, 2))
        Law.near 0.0 $"{angle}" (angle.Evaluate(at values)) bound)

[<Law(7_600_000UL, 300)>]
let ``derivatives of expressions are their difference quotients`` () =
    Law.forAll (Gen.zip expression point) (fun (angle, values) ->
        for symbol in [ Symbol(SymbolKind.Feature, 0); Symbol(SymbolKind.Weight, 1) ] do
            let f h = angle.Evaluate(fun s -> at values s + (if s = symbol then h else 0.0))
            // Frequencies reach some hundreds, so the step is a fortieth of the oracle's.
            let slope = 40.0 * Oracle.derivative (fun h -> f (h / 40.0))
            let scale = max 1.0 (max (abs slope) (abs (f 0.0)))
            Law.near (1e-6 * scale) $"({angle}) by {symbol}" slope (angle.Differentiate(symbol).Evaluate(at values)))

[<Law(7_100_000UL, 300)>]
let ``the derivative of an angle is its difference quotient`` () =
    Law.forAll (Gen.zip (Generators.angle inputs) point) (fun (angle, values) ->
        for symbol in [ Symbol(SymbolKind.Feature, 0); Symbol(SymbolKind.Weight, 1) ] do
            let slope =
                Oracle.derivative (fun h -> angle.Evaluate(fun s -> at values s + (if s = symbol then h else 0.0)))

            // A polynomial of degree 2 is differentiated exactly but for rounding of 1e-15/4e-3.
            Law.near 1e-10 $"by {symbol}" slope (angle.Differentiate(symbol).Evaluate(fun s -> at values s)))

[<Law(7_300_000UL, 300)>]
let ``substituting angles and then evaluating is evaluating at their values`` () =
    let cases = Gen.four exactAngle |> Gen.zip (Gen.zip (Generators.angle inputs) point)

    Law.forAll cases (fun ((angle, values), (a, b, c, d)) ->
        let replacement symbol =
            at (Array.init 4 float) symbol |> int |> Array.get [| a; b; c; d |]

        let inner (replaced: Angle) = replaced.Evaluate(fun s -> at values s)
        let direct = angle.Evaluate(fun s -> inner (replacement s))
        let substituted = inner (angle.Substitute(fun s -> replacement s))
        // Values reach 10^3 where products of polynomials meet.
        Law.near (1e-12 * max 1.0 (abs direct)) $"{angle}" direct substituted)
