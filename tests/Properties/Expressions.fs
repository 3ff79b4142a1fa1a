/// Angles of every form, on two features and two weights.
module CutAwareQnn.Properties.Expressions

open FsCheck.FSharp
open CutAwareQnn.Circuits

/// Sums of products. Quarters are exact in binary, so equal polynomials have equal coefficients whatever the order of sums.
let exactAngle =
    let constant = Gen.choose (-8, 8) |> Gen.map (fun i -> Angle.FromDouble(float i / 4.0))
    let symbol = Gen.elements [ Angle.Feature 0; Angle.Feature 1; Angle.Weight 0; Angle.Weight 1 ]
    let term = Gen.map3 (fun (a: Angle) (b: Angle) c -> a * b * c) constant symbol (Gen.oneof [ symbol; constant ])
    Gen.choose (0, 3) |> Gen.bind (fun n -> Gen.listOfLength n (Gen.oneof [ term; constant ])) |> Gen.map (List.fold (+) Angle.Zero)

/// Sums, products, quotients, powers and functions whose arguments stay within their domains.
let expression =
    let rec build depth =
        if depth = 0 then
            exactAngle
        else
            let inner = build (depth - 1)
            let positive = inner |> Gen.map (fun a -> a * a + Angle.FromDouble 1.0)

            Gen.oneof
                [ exactAngle
                  Gen.map2 (fun (a: Angle) (b: Angle) -> a * b) inner inner
                  Gen.map2 (fun (a: Angle) (b: Angle) -> a / b) inner positive
                  Gen.map2 (fun a n -> Angle.Power(a, Angle.FromDouble(float n))) inner (Gen.choose (0, 3))
                  Gen.map (fun a -> Angle.Power(a, Angle.FromDouble 1.5)) positive
                  Gen.map2 (fun a b -> Angle.Atan2(a, b)) inner positive
                  Gen.map2
                      (fun f a -> Angle.Apply(f, a))
                      (Gen.elements [ AngleFunction.Sin; AngleFunction.Cos; AngleFunction.Arctan ])
                      inner
                  Gen.map2
                      (fun f a -> Angle.Apply(f, a))
                      (Gen.elements [ AngleFunction.Ln; AngleFunction.Sqrt ])
                      positive
                  Gen.map
                      (fun (a: Angle) -> Angle.Apply(AngleFunction.Arcsin, Angle.Apply(AngleFunction.Sin, a) * Angle.FromDouble 0.5))
                      inner
                  Gen.map (fun (a: Angle) -> Angle.Apply(AngleFunction.Exp, Angle.Apply(AngleFunction.Cos, a))) inner
                  Gen.map (fun (a: Angle) -> Angle.Apply(AngleFunction.Tan, Angle.Apply(AngleFunction.Sin, a))) inner ]

    build 2
