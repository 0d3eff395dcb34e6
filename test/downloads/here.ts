/** A workstation in this process, on threads that are built once. */
import { builtWorkers } from '../built-workers.ts'
import { openWorkstationWith, type Workstation, type WorkstationOptions } from './workstation.ts'

export async function openWorkstation(
  options: Omit<WorkstationOptions, 'thread'> = {},
): Promise<Workstation> {
  return openWorkstationWith({ ...options, thread: (await builtWorkers()).thread })
}
