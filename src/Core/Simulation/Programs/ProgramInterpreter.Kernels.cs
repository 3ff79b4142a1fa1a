using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CutAwareQnn.Lowering;
using Lane = System.Runtime.Intrinsics.Vector512<double>;
using Ops = System.Runtime.Intrinsics.Vector512;

namespace CutAwareQnn.Simulation;

/// <content>The two loops over the steps: one vector per place, and four.</content>
public sealed unsafe partial class ProgramInterpreter
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunNarrow(double* slots)
    {
        foreach (SlotStep step in _code)
        {
            Lane a = Ops.LoadAligned(slots + (step.A * Narrow));
            double* b = slots + (step.B * Narrow);
            double* c = slots + (step.C * Narrow);
            Lane value = step.Operation switch
            {
                Operation.Negate => -a,
                Operation.Add => a + Ops.LoadAligned(b),
                Operation.Subtract => a - Ops.LoadAligned(b),
                Operation.Multiply => a * Ops.LoadAligned(b),
                Operation.MultiplyAdd => Ops.FusedMultiplyAdd(a, Ops.LoadAligned(b), Ops.LoadAligned(c)),
                Operation.NegatedMultiplyAdd => Ops.FusedMultiplyAdd(-a, Ops.LoadAligned(b), Ops.LoadAligned(c)),
                _ => Ops.FusedMultiplyAdd(a, Ops.LoadAligned(b), -Ops.LoadAligned(c)),
            };
            value.StoreAligned(slots + (step.Target * Narrow));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunWide(double* slots)
    {
        foreach (SlotStep step in _code)
        {
            double* a = slots + (step.A * Wide);
            double* b = slots + (step.B * Wide);
            double* c = slots + (step.C * Wide);
            double* t = slots + (step.Target * Wide);
            switch (step.Operation)
            {
                case Operation.Negate:
                    Put(t, -At(a, 0), -At(a, 1), -At(a, 2), -At(a, 3));
                    break;
                case Operation.Add:
                    Put(t, At(a, 0) + At(b, 0), At(a, 1) + At(b, 1), At(a, 2) + At(b, 2), At(a, 3) + At(b, 3));
                    break;
                case Operation.Subtract:
                    Put(t, At(a, 0) - At(b, 0), At(a, 1) - At(b, 1), At(a, 2) - At(b, 2), At(a, 3) - At(b, 3));
                    break;
                case Operation.Multiply:
                    Put(t, At(a, 0) * At(b, 0), At(a, 1) * At(b, 1), At(a, 2) * At(b, 2), At(a, 3) * At(b, 3));
                    break;
                case Operation.MultiplyAdd:
                    Put(
                        t,
                        Ops.FusedMultiplyAdd(At(a, 0), At(b, 0), At(c, 0)), Ops.FusedMultiplyAdd(At(a, 1), At(b, 1), At(c, 1)),
                        Ops.FusedMultiplyAdd(At(a, 2), At(b, 2), At(c, 2)), Ops.FusedMultiplyAdd(At(a, 3), At(b, 3), At(c, 3)));
                    break;
                case Operation.NegatedMultiplyAdd:
                    Put(
                        t,
                        Ops.FusedMultiplyAdd(-At(a, 0), At(b, 0), At(c, 0)), Ops.FusedMultiplyAdd(-At(a, 1), At(b, 1), At(c, 1)),
                        Ops.FusedMultiplyAdd(-At(a, 2), At(b, 2), At(c, 2)), Ops.FusedMultiplyAdd(-At(a, 3), At(b, 3), At(c, 3)));
                    break;
                default:
                    Put(
                        t,
                        Ops.FusedMultiplyAdd(At(a, 0), At(b, 0), -At(c, 0)), Ops.FusedMultiplyAdd(At(a, 1), At(b, 1), -At(c, 1)),
                        Ops.FusedMultiplyAdd(At(a, 2), At(b, 2), -At(c, 2)), Ops.FusedMultiplyAdd(At(a, 3), At(b, 3), -At(c, 3)));
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane At(double* place, int vector) => Ops.LoadAligned(place + (vector * Lane.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(double* place, Lane first, Lane second, Lane third, Lane fourth)
    {
        first.StoreAligned(place);
        second.StoreAligned(place + Lane.Count);
        third.StoreAligned(place + (2 * Lane.Count));
        fourth.StoreAligned(place + (3 * Lane.Count));
    }
}
