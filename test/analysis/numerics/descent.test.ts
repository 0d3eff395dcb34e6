import { describe, expect, it } from 'vitest'
import { descend, type Objective } from '#analysis/numerics/descent.ts'

/** (1 − x)² + 100 (y − x²)²: a narrow bent valley with its floor at (1, 1). */
const rosenbrock: Objective = ([x = 0, y = 0], gradient) => {
  gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x)
  gradient[1] = 200 * (y - x * x)
  return (1 - x) ** 2 + 100 * (y - x * x) ** 2
}

/** Σ k (x_k − k)², k from 1. */
const bowl: Objective = (x, gradient) => {
  let sum = 0
  x.forEach((value, i) => {
    const k = i + 1
    gradient[i] = 2 * k * (value - k)
    sum += k * (value - k) ** 2
  })
  return sum
}

const thorough = { iterations: 200, tolerance: 1e-14 }

describe('the descent', () => {
  it('finds the floor of the Rosenbrock valley from its usual start', () => {
    const { x, value, converged } = descend(rosenbrock, Float64Array.of(-1.2, 1), thorough)
    expect(value).toBeLessThan(1e-12)
    expect(x[0]).toBeCloseTo(1, 5)
    expect(x[1]).toBeCloseTo(1, 5)
    expect(converged).toBe(true)
  })

  it('finds it within the fifty steps that the method is known to need', () => {
    const { value } = descend(rosenbrock, Float64Array.of(-1.2, 1), { iterations: 50, tolerance: 1e-14 })
    expect(value).toBeLessThan(1e-8)
  })

  it('solves a quadratic bowl of forty variables, which steepest descent would not in forty steps', () => {
    const { x } = descend(bowl, new Float64Array(40), { iterations: 60, tolerance: 1e-15 })
    x.forEach((value, i) => {
      expect(value).toBeCloseTo(i + 1, 4)
    })
  })

  it('needs fewer evaluations the more pairs it remembers', () => {
    const few = descend(bowl, new Float64Array(40), { iterations: 500, tolerance: 1e-12, memory: 2 })
    const many = descend(bowl, new Float64Array(40), { iterations: 500, tolerance: 1e-12, memory: 20 })
    expect(many.evaluations).toBeLessThan(few.evaluations)
    expect(few.value).toBeLessThan(1e-6)
  })

  it('leaves its start as it is and counts every evaluation', () => {
    const start = Float64Array.of(-1.2, 1)
    let asked = 0
    const counted: Objective = (x, gradient) => {
      asked++
      return rosenbrock(x, gradient)
    }
    const { evaluations } = descend(counted, start, thorough)
    expect([...start]).toEqual([-1.2, 1])
    expect(evaluations).toBe(asked)
  })

  it('says that it did not converge when its steps run out', () => {
    const { converged, value } = descend(rosenbrock, Float64Array.of(-1.2, 1), { ...thorough, iterations: 3 })
    expect(converged).toBe(false)
    expect(value).toBeLessThan(24.2)
  })

  it('stays where the ground is level', () => {
    const { x, evaluations, converged } = descend(rosenbrock, Float64Array.of(1, 1), thorough)
    expect([...x]).toEqual([1, 1])
    expect([evaluations, converged]).toEqual([1, true])
  })

  it('never climbs, also where the curvature is negative', () => {
    const wavy: Objective = ([x = 0], gradient) => {
      gradient[0] = 0.2 * x - 3 * Math.sin(3 * x)
      return 0.1 * x * x + Math.cos(3 * x)
    }
    for (const start of [0.1, 0.9, 1.9, 2.6, 5]) {
      const before = wavy(Float64Array.of(start), new Float64Array(1))
      expect(descend(wavy, Float64Array.of(start), thorough).value).toBeLessThan(before)
    }
  })

  it('refuses to start where the function has no value', () => {
    expect(() => descend(() => Number.NaN, new Float64Array(2), thorough)).toThrow(RangeError)
  })
})
